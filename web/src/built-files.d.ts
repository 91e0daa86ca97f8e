/** Written by scripts/build.ts, so that typechecking needs no build. */
declare module '*/site.json' {
  const site: import('./built-site.ts').BuiltSite;
  // biome-ignore lint/style/noDefaultExport: a JSON module has no other export.
  export default site;
}
