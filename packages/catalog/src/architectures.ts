/** A family of devices whose units run at fixed multiples of the f32 rate. */
export interface Architecture {
  readonly id: string;
  readonly vendor: string;
  /** Dense f16 multiply with f32 accumulation, as a multiple of the f32 rate. */
  readonly f16PerF32?: number;
  /** Dense int8 multiply with int32 accumulation, as a multiple of the f32 rate. */
  readonly int8PerF32?: number;
  /** Dense bf16, fp8 and fp4 multiply with f32 accumulation, as multiples of the f32 rate. */
  readonly bf16PerF32?: number;
  readonly fp8PerF32?: number;
  readonly fp4PerF32?: number;
  /** Series that belong to it, matched on the name without the vendor. */
  readonly pattern: RegExp;
  readonly source: string;
}

/**
 * Architectures by series name, first match wins. The multiples are those of dense matrix units; they
 * are left out where a family has none or where no source gives them.
 */
// biome-ignore format: one architecture a line reads as a table.
export const architectures: readonly Architecture[] = [
  { id: 'blackwell-b200', vendor: 'NVIDIA', f16PerF32: 30, int8PerF32: 60, pattern: /^(GB200|B200)\b/i, source: 'NVIDIA Blackwell data sheet' },
  { id: 'blackwell-b300', vendor: 'NVIDIA', f16PerF32: 30, pattern: /^(GB300|B300)\b/i, source: 'NVIDIA Blackwell Ultra data sheet' },
  { id: 'hopper', vendor: 'NVIDIA', f16PerF32: 14.8, int8PerF32: 29.6, pattern: /^(H100|H200|H800|H20|GH200 \d+GB)\b/i, source: 'NVIDIA H100 Tensor Core GPU architecture whitepaper, as tabulated in https://glennklockwood.com/garden/processors/h100' },
  { id: 'ampere-ga100', vendor: 'NVIDIA', f16PerF32: 16, int8PerF32: 32, pattern: /^(A100|A800|A30|PG506)\b/i, source: 'https://images.nvidia.com/aem-dam/en-zz/Solutions/data-center/nvidia-ampere-architecture-whitepaper.pdf' },
  { id: 'volta', vendor: 'NVIDIA', f16PerF32: 8, int8PerF32: 4, pattern: /^(Tesla V100|V100|Titan V|Quadro GV100)\b/i, source: 'https://images.nvidia.com/content/volta-architecture/pdf/volta-architecture-whitepaper.pdf' },
  { id: 'blackwell-professional', vendor: 'NVIDIA', f16PerF32: 4, int8PerF32: 8, pattern: /^(RTX PRO \d+|GB10)\b/i, source: 'NVIDIA RTX PRO Blackwell architecture whitepaper' },
  { id: 'blackwell', vendor: 'NVIDIA', f16PerF32: 2, int8PerF32: 8, pattern: /^GeForce RTX 50\d\d/i, source: 'https://images.nvidia.com/aem-dam/Solutions/geforce/blackwell/nvidia-rtx-blackwell-gpu-architecture.pdf' },
  { id: 'ada-professional', vendor: 'NVIDIA', f16PerF32: 4, int8PerF32: 8, pattern: /^(RTX \d+ (SFF )?Ada|L4|L40|L40S)\b/i, source: 'https://images.nvidia.com/aem-dam/Solutions/geforce/ada/nvidia-ada-gpu-architecture.pdf' },
  { id: 'ada', vendor: 'NVIDIA', f16PerF32: 2, int8PerF32: 8, pattern: /^GeForce RTX 40\d\d/i, source: 'https://images.nvidia.com/aem-dam/Solutions/geforce/ada/nvidia-ada-gpu-architecture.pdf' },
  { id: 'ampere-professional', vendor: 'NVIDIA', f16PerF32: 4, int8PerF32: 8, pattern: /^(RTX A\d+|A40|A10|A16|A2)\b/i, source: 'https://www.nvidia.com/content/PDF/nvidia-ampere-ga-102-gpu-architecture-whitepaper-v2.pdf' },
  { id: 'ampere', vendor: 'NVIDIA', f16PerF32: 2, int8PerF32: 8, pattern: /^GeForce RTX 30\d\d/i, source: 'https://www.nvidia.com/content/PDF/nvidia-ampere-ga-102-gpu-architecture-whitepaper-v2.pdf' },
  { id: 'turing-professional', vendor: 'NVIDIA', f16PerF32: 8, int8PerF32: 16, pattern: /^(Titan RTX|Quadro RTX|Tesla T4|T4)\b/i, source: 'https://images.nvidia.com/aem-dam/en-zz/Solutions/design-visualization/technologies/turing-architecture/NVIDIA-Turing-Architecture-Whitepaper.pdf' },
  { id: 'turing', vendor: 'NVIDIA', f16PerF32: 4, int8PerF32: 16, pattern: /^GeForce RTX 20\d\d/i, source: 'https://images.nvidia.com/aem-dam/en-zz/Solutions/design-visualization/technologies/turing-architecture/NVIDIA-Turing-Architecture-Whitepaper.pdf' },
  { id: 'turing-without-tensor-cores', vendor: 'NVIDIA', f16PerF32: 2, int8PerF32: 4, pattern: /^(GeForce GTX 16\d\d|CMP 30HX|T500|T600|T1000)\b/i, source: 'https://images.nvidia.com/aem-dam/en-zz/Solutions/design-visualization/technologies/turing-architecture/NVIDIA-Turing-Architecture-Whitepaper.pdf' },
  { id: 'pascal-gp100', vendor: 'NVIDIA', f16PerF32: 2, pattern: /^(Tesla P100|Quadro GP100)\b/i, source: 'https://images.nvidia.com/content/pdf/tesla/whitepaper/pascal-architecture-whitepaper.pdf' },
  { id: 'pascal', vendor: 'NVIDIA', int8PerF32: 4, pattern: /^(GeForce GTX 10\d\d|Titan Xp|Titan X \(Pascal\)|Tesla P40|Tesla P4|Quadro P\d+)\b/i, source: 'NVIDIA GeForce GTX 1080 whitepaper; Tesla P40 data sheet' },
  { id: 'maxwell', vendor: 'NVIDIA', pattern: /^(GeForce GTX 9\d\d|GeForce GTX TITAN X|Tesla M\d+|Quadro M\d+)/i, source: 'NVIDIA GeForce GTX 980 whitepaper' },
  { id: 'kepler', vendor: 'NVIDIA', pattern: /^(GeForce GTX [67]\d\d|GeForce GTX TITAN|Tesla K\d+|Quadro K\d+)/i, source: 'NVIDIA Kepler GK110 whitepaper' },
  { id: 'cdna4', vendor: 'AMD', f16PerF32: 16, int8PerF32: 32, pattern: /^Instinct MI35\d/i, source: 'AMD Instinct MI355X data sheet' },
  { id: 'cdna3', vendor: 'AMD', f16PerF32: 8, int8PerF32: 16, pattern: /^Instinct MI3[0-2]\d/i, source: 'AMD Instinct MI300X data sheet' },
  { id: 'cdna2', vendor: 'AMD', f16PerF32: 4, int8PerF32: 4, pattern: /^Instinct MI2\d\d/i, source: 'AMD Instinct MI210 data sheet' },
  { id: 'cdna1', vendor: 'AMD', f16PerF32: 4, int8PerF32: 4, pattern: /^Instinct MI100/i, source: 'AMD Instinct MI100 data sheet' },
  { id: 'gcn5', vendor: 'AMD', f16PerF32: 2, int8PerF32: 4, pattern: /^(Radeon VII|Instinct MI[56]0)/i, source: 'AMD Vega 7 nm ISA (packed f16, 4-way int8 dot product)' },
  { id: 'vega', vendor: 'AMD', f16PerF32: 2, pattern: /Vega/i, source: 'AMD Vega architecture whitepaper' },
  { id: 'rdna4', vendor: 'AMD', f16PerF32: 4, int8PerF32: 8, pattern: /^Radeon (RX 90\d\d|AI PRO R9)/i, source: 'AMD Radeon RX 9070 XT product page' },
  { id: 'rdna3.5', vendor: 'AMD', f16PerF32: 2, int8PerF32: 2, pattern: /^Radeon (80[56]0S|8[89]0M)/i, source: 'AMD RDNA 3.5 ISA (WMMA)' },
  { id: 'rdna3', vendor: 'AMD', f16PerF32: 2, int8PerF32: 2, pattern: /^Radeon (RX 7\d{3}|PRO W7\d{3}|7[468]0M)/i, source: 'AMD Radeon RX 7900 XTX product page' },
  { id: 'rdna2', vendor: 'AMD', f16PerF32: 2, int8PerF32: 4, pattern: /^Radeon (RX 6\d{3}|PRO W6\d{3}|6[168]0M)/i, source: 'AMD RDNA 2 ISA (packed f16, 4-way int8 dot product)' },
  { id: 'rdna1', vendor: 'AMD', f16PerF32: 2, pattern: /^Radeon RX 5[3-7]\d\d/i, source: 'AMD RDNA architecture whitepaper' },
  { id: 'gcn4', vendor: 'AMD', f16PerF32: 1, pattern: /^Radeon (RX [45]\d\d|Pro WX)/i, source: 'AMD Polaris architecture whitepaper' },
  { id: 'battlemage', vendor: 'Intel', f16PerF32: 8, int8PerF32: 16, pattern: /^Arc (Pro )?(B\d{2,3}|1[34]0[VT])/i, source: 'Intel Arc B580 specifications (233 int8 TOPS)' },
  { id: 'alchemist', vendor: 'Intel', f16PerF32: 8, int8PerF32: 16, pattern: /^Arc (Pro )?A\d{2,3}/i, source: 'Intel Xe-HPG: 128 f16 matrix operations to 16 f32 per engine and clock' },
  { id: 'apple-m1', vendor: 'Apple', f16PerF32: 1, pattern: /^M1\b/i, source: 'Metal feature set: f16 at the f32 rate' },
  { id: 'apple-m2', vendor: 'Apple', f16PerF32: 1, pattern: /^M2\b/i, source: 'Metal feature set: f16 at the f32 rate' },
  { id: 'apple-m3', vendor: 'Apple', f16PerF32: 1, pattern: /^M3\b/i, source: 'Metal feature set: f16 at the f32 rate' },
  { id: 'apple-m4', vendor: 'Apple', f16PerF32: 1, pattern: /^M4\b/i, source: 'Metal feature set: f16 at the f32 rate' },
  { id: 'apple-m5', vendor: 'Apple', pattern: /^M5\b/i, source: 'Apple newsroom 2025-10-15: matrix units in each GPU core' },
];
