# The GPU vendor's matrix products and device copy through PyTorch, timed by batches. Arguments: the
# order of the matrices, elements of the copied f32 array, repetitions. Prints JSON: seconds by task.
import json
import sys
import time

import torch

order, elements, repetitions = (int(argument) for argument in sys.argv[1:4])
executions = 20


def seconds_of(step):
    for _ in range(3):
        step()
    torch.cuda.synchronize()
    samples = []
    for _ in range(repetitions):
        start = time.perf_counter()
        for _ in range(executions):
            step()
        torch.cuda.synchronize()
        samples.append((time.perf_counter() - start) / executions)
    return samples


def product(dtype):
    a = torch.rand(order, order, device="cuda", dtype=torch.float32).mul_(2).sub_(1).to(dtype)
    b = torch.rand(order, order, device="cuda", dtype=torch.float32).mul_(2).sub_(1).to(dtype)
    c = torch.empty(order, order, device="cuda", dtype=dtype)
    return lambda: torch.mm(a, b, out=c)


# True f32, as ours: TF32 would be a product of 10-bit mantissas.
torch.backends.cuda.matmul.allow_tf32 = False
source = torch.rand(elements, device="cuda", dtype=torch.float32)
target = torch.empty_like(source)
print(
    json.dumps(
        {
            "name": f"PyTorch {torch.__version__}, {torch.cuda.get_device_name(0)}",
            "tasks": {
                "matmul-gpu": seconds_of(product(torch.float32)),
                "matmul-f16-gpu": seconds_of(product(torch.float16)),
                "copy-gpu": seconds_of(lambda: target.copy_(source)),
            },
        }
    )
)
