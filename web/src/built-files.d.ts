/** Written by scripts/build.ts, so that typechecking needs no build. */
declare module '*/asset-paths.json' {
  const paths: { readonly script: string; readonly style: string };
  // biome-ignore lint/style/noDefaultExport: a JSON module has no other export.
  export default paths;
}
