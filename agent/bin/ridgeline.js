#!/usr/bin/env node
// The installed command. It checks Node before the bundle, which older ones cannot even parse.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `ridgeline needs Node 22.12 or newer; this is ${process.versions.node}. Install Node 24, then retry.\n`,
  );
  process.exit(1);
}
import('../dist/bin.js').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write(
    'ridgeline is not built yet. In a checkout run: npm run build -w ridgeline\n',
  );
  process.exit(1);
});
