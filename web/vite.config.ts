import { defineConfig } from 'vite';

/** Styles and islands only: pages are rendered by the Worker, which wrangler bundles. */
export default defineConfig({
  build: {
    outDir: 'dist/assets',
    assetsDir: 'static',
    emptyOutDir: true,
    // Read and removed by scripts/build.ts, which tells the Worker the hashed names.
    manifest: true,
    modulePreload: false,
    rollupOptions: { input: 'src/islands/site.ts' },
  },
});
