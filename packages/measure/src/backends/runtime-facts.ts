import type { BackendFacts } from './backend.ts';

interface NodeProcess {
  readonly versions?: { readonly node?: string };
}

/** Name and version of the JavaScript runtime: Node, or the browser by its user agent's brand. */
export function runtimeFacts(): Pick<BackendFacts, 'runtimeName' | 'runtimeVersion'> {
  const node = (globalThis as { process?: NodeProcess }).process?.versions?.node;
  if (node !== undefined) return { runtimeName: 'Node.js', runtimeVersion: node };
  const agent = globalThis.navigator?.userAgent ?? '';
  const match = /(Firefox|Edg|Chrome|Version)\/([\d.]+)/.exec(agent);
  const names: Record<string, string> = { Edg: 'Edge', Version: 'Safari' };
  const brand = match?.[1] ?? 'browser';
  return { runtimeName: names[brand] ?? brand, runtimeVersion: match?.[2] ?? 'unknown' };
}
