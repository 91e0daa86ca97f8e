// The GPU vendor's matrix products (cuBLAS) and device copy (CUDA), timed by batches, where PyTorch is
// absent. Arguments and output as of vendor.py. Built by: nvcc -O2 vendor.cu -lcublas
#include <cublas_v2.h>
#include <cuda_fp16.h>
#include <cuda_runtime.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <vector>

static const int executions = 20;

static void check(int status, const char *what) {
  if (status == 0) return;
  fprintf(stderr, "%s failed with %d\n", what, status);
  exit(1);
}

static void print_seconds(const char *task, int repetitions, const std::function<void()> &step) {
  for (int i = 0; i < 3; i++) step();
  check(cudaDeviceSynchronize(), task);
  printf("\"%s\":[", task);
  for (int repetition = 0; repetition < repetitions; repetition++) {
    auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < executions; i++) step();
    check(cudaDeviceSynchronize(), task);
    std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    printf("%s%.9g", repetition ? "," : "", seconds.count() / executions);
  }
  printf("]");
}

template <typename Value>
static Value *random_array(size_t elements, Value (*convert)(float)) {
  std::vector<Value> values(elements);
  for (auto &value : values) value = convert(2.0f * rand() / RAND_MAX - 1.0f);
  Value *array;
  check(cudaMalloc(&array, elements * sizeof(Value)), "cudaMalloc");
  check(cudaMemcpy(array, values.data(), elements * sizeof(Value), cudaMemcpyHostToDevice), "copy");
  return array;
}

static float same(float value) { return value; }
static __half half_of(float value) { return __float2half(value); }

int main(int count, char **arguments) {
  if (count < 4) return 2;
  int n = atoi(arguments[1]), repetitions = atoi(arguments[3]);
  size_t elements = strtoull(arguments[2], nullptr, 10), square = (size_t)n * n;
  cublasHandle_t handle;
  check(cublasCreate(&handle), "cublasCreate");
  float one = 1, zero = 0;
  float *a = random_array<float>(square, same), *b = random_array<float>(square, same);
  float *c = random_array<float>(square, same);
  __half *ha = random_array<__half>(square, half_of), *hb = random_array<__half>(square, half_of);
  float *source = random_array<float>(elements, same), *target;
  check(cudaMalloc(&target, elements * 4), "cudaMalloc");
  cudaDeviceProp properties;
  check(cudaGetDeviceProperties(&properties, 0), "cudaGetDeviceProperties");
  printf("{\"name\":\"cuBLAS, %s\",\"tasks\":{", properties.name);
  print_seconds("matmul-gpu", repetitions, [&] {
    check(cublasSgemm(handle, CUBLAS_OP_N, CUBLAS_OP_N, n, n, n, &one, a, n, b, n, &zero, c, n),
          "cublasSgemm");
  });
  printf(",");
  print_seconds("matmul-f16-gpu", repetitions, [&] {
    check(cublasGemmEx(handle, CUBLAS_OP_N, CUBLAS_OP_N, n, n, n, &one, ha, CUDA_R_16F, n, hb,
                       CUDA_R_16F, n, &zero, c, CUDA_R_32F, n, CUBLAS_COMPUTE_32F,
                       CUBLAS_GEMM_DEFAULT),
          "cublasGemmEx");
  });
  printf(",");
  print_seconds("copy-gpu", repetitions, [&] {
    check(cudaMemcpyAsync(target, source, elements * 4, cudaMemcpyDeviceToDevice), "copy");
  });
  printf("}}\n");
  return 0;
}
