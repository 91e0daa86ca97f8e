/*
 * Reference of the matrix multiply: cblas_sgemm of a BLAS library that is loaded by path, so that
 * nothing but its run-time package is needed. Prints one JSON object: seconds of each repetition and
 * the core type that OpenBLAS chose. Arguments: library, n, repetitions.
 */
#define _POSIX_C_SOURCE 199309L
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef void sgemm(int, int, int, int, int, int, float, const float *, int, const float *, int, float,
                   float *, int);

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  void *library = dlopen(argv[1], RTLD_NOW);
  sgemm *multiply = library ? (sgemm *)dlsym(library, "cblas_sgemm") : NULL;
  if (multiply == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    return 3;
  }
  char *(*core)(void) = (char *(*)(void))dlsym(library, "openblas_get_corename");
  int n = atoi(argv[2]), repetitions = atoi(argv[3]);
  size_t cells = (size_t)n * (size_t)n;
  float *a = malloc(4 * cells), *b = malloc(4 * cells), *c = malloc(4 * cells);
  if (!a || !b || !c) return 4;
  for (size_t i = 0; i < cells; i++) {
    a[i] = (float)rand() / (float)RAND_MAX - 0.5f;
    b[i] = (float)rand() / (float)RAND_MAX - 0.5f;
    c[i] = 0;
  }
  printf("{\"core\":\"%s\",\"sgemm\":[", core ? core() : "unknown");
  for (int r = -1; r < repetitions; r++) {
    double t = now();
    multiply(101, 111, 111, n, n, n, 1, a, n, b, n, 0, c, n);
    t = now() - t;
    if (r >= 0) printf("%s%.9f", r ? "," : "", t);
  }
  printf("]}\n");
  return 0;
}
