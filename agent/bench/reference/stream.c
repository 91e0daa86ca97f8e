/*
 * Native reference of the memory kernels: STREAM's four loops in their standard form (f64, ordinary
 * stores, static schedule), and a sum that reads each thread's part as four streams. Prints one JSON
 * object of seconds for each repetition. Arguments: elements of an f64 array, repetitions.
 * Copy must be built with -fno-tree-loop-distribute-patterns, or gcc calls memcpy, which streams.
 */
#define _POSIX_C_SOURCE 199309L
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef float lanes __attribute__((vector_size(32), aligned(4)));

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static float sum_four_streams(const float *a, long count) {
  long quarter = count / 4;
  lanes sums[8] = {{0}};
  for (long i = 0; i < quarter; i += 16) {
    for (int s = 0; s < 4; s++) {
      sums[2 * s] += *(const lanes *)(a + s * quarter + i);
      sums[2 * s + 1] += *(const lanes *)(a + s * quarter + i + 8);
    }
  }
  float total = 0;
  for (int s = 0; s < 8; s++)
    for (int lane = 0; lane < 8; lane++) total += sums[s][lane];
  return total;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  long n = atol(argv[1]) / 1024 * 1024;
  int repetitions = atoi(argv[2]);
  /* Arrays an exact power of two apart would share cache sets and banks. */
  long gap = (65536 + 1088) / 8;
  double *all = malloc((size_t)(3 * n + 2 * gap) * sizeof(double));
  if (all == NULL) return 3;
  double *a = all, *b = a + n + gap, *c = b + n + gap;
  const double scalar = 3.0;
#pragma omp parallel for schedule(static)
  for (long i = 0; i < n; i++) {
    a[i] = 1.0;
    b[i] = 2.0;
    c[i] = 0.0;
  }
  const char *names[] = {"copy", "scale", "add", "triad", "read"};
  double *seconds = malloc(sizeof(double) * 5 * (size_t)repetitions);
  volatile float sink = 0;
  for (int r = 0; r < repetitions; r++) {
    double t = now();
#pragma omp parallel for schedule(static)
    for (long i = 0; i < n; i++) c[i] = a[i];
    seconds[r] = now() - t;
    t = now();
#pragma omp parallel for schedule(static)
    for (long i = 0; i < n; i++) b[i] = scalar * c[i];
    seconds[repetitions + r] = now() - t;
    t = now();
#pragma omp parallel for schedule(static)
    for (long i = 0; i < n; i++) c[i] = a[i] + b[i];
    seconds[2 * repetitions + r] = now() - t;
    t = now();
#pragma omp parallel for schedule(static)
    for (long i = 0; i < n; i++) a[i] = b[i] + scalar * c[i];
    seconds[3 * repetitions + r] = now() - t;
    t = now();
    float total = 0;
#pragma omp parallel reduction(+ : total)
    {
      long threads = omp_get_num_threads(), thread = omp_get_thread_num();
      long unit = 64, units = 2 * n / unit;
      long from = units * thread / threads * unit, to = units * (thread + 1) / threads * unit;
      total += sum_four_streams((const float *)a + from, (to - from) / 64 * 64);
    }
    sink += total;
    seconds[4 * repetitions + r] = now() - t;
  }
  for (int k = 0; k < 5; k++) {
    printf("%s\"%s\":[", k ? "," : "{", names[k]);
    for (int r = 0; r < repetitions; r++)
      printf("%s%.9f", r ? "," : "", seconds[k * repetitions + r]);
    printf("]");
  }
  printf("}\n");
  return 0;
}
