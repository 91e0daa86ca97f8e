import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KernelSpec, SizeContext } from '@ridgeline/kernels/kernel-spec';
import { kernelSpecs } from '@ridgeline/kernels/specs';
import { suiteId } from '@ridgeline/kernels/suite';
import { checkoutFolder } from '@ridgeline/stack/stack';
import { describe, expect, test } from 'vitest';
import { brokenPromises, type Contract, promisesOf } from '../support/promises.ts';

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function read(path: string): string {
  return readFileSync(join(checkoutFolder, path), 'utf8');
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: checkoutFolder, encoding: 'utf8' }).trim();
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

const { version } = JSON.parse(read('agent/package.json')) as { version: string };
const contract = JSON.parse(read('api/openapi.json')) as Contract & { info: { version: string } };
/** What is measured of each kernel, as a digest, by the suite. */
const suites = JSON.parse(read('test/house/suites.json')) as Readonly<
  Record<string, Readonly<Record<string, string>>>
>;
/** Releases that the CHANGELOG describes, newest first. */
const described = [...read('CHANGELOG.md').matchAll(/^## (\d+\.\d+\.\d+) /gm)].map(([, it]) => it);
/** Releases that are tagged, newest first. */
const tagged = git('tag', '--list', 'v*', '--sort=-version:refname', '--merged', 'HEAD')
  .split('\n')
  .filter((tag) => tag !== '')
  .map((tag) => tag.slice(1));

describe('the version', () => {
  test('is one in every package, the contract and the citation', () => {
    const manifests = git('ls-files', '*/package.json').split('\n');
    const versions = manifests.flatMap((path) => {
      const manifest = JSON.parse(read(path)) as Manifest;
      const pins = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
      const own = pins.filter(([name]) => name.startsWith('@ridgeline/'));
      return [[path, manifest.version], ...own.map(([name, pin]) => [`${path} ${name}`, pin])];
    });
    expect(versions).toEqual(versions.map(([place]) => [place, version]));
    expect(contract.info.version).toBe(version);
    expect(read('CITATION.cff')).toContain(`\nversion: ${version}\n`);
  });

  test('has a run of its agent among those that are taken for ever', () => {
    expect(readdirSync(join(checkoutFolder, 'test/golden'))).toContain(`agent-${version}.json`);
  });

  test('of every release is described in the CHANGELOG, and what it describes was tagged', () => {
    expect(read('CHANGELOG.md')).toContain('\n## Unreleased\n');
    expect(tagged.filter((each) => !described.includes(each))).toEqual([]);
    // The release that is being made gets its tag once everything has passed.
    expect(described.filter((each) => each !== version && !tagged.includes(`${each}`))).toEqual([]);
  });
});

describe('the suite', () => {
  const contexts = (['quick', 'standard', 'full'] as const).flatMap((preset) =>
    (['cpu', 'gpu'] as const).flatMap((deviceKind) =>
      [false, true].flatMap((hasCurves) =>
        [2 ** 20, 2 ** 25, 2 ** 29].flatMap((cacheBytes) =>
          [2 ** 30, 2 ** 34, 2 ** 38].map(
            (memoryBytes): SizeContext => ({
              ...{ preset, deviceKind, hasCurves, cacheBytes, memoryBytes },
            }),
          ),
        ),
      ),
    ),
  );

  /** What is measured of a kernel anywhere: its problems with their work and the error that passes. */
  function problemsOf(spec: KernelSpec): unknown {
    return spec.dtypes.map((dtype) => [
      dtype,
      contexts.map((context) =>
        spec
          .sizes(context, dtype)
          .map((size) => [size, spec.cost(size, dtype), spec.tolerance(dtype, size)]),
      ),
    ]);
  }

  const digests = Object.fromEntries(
    kernelSpecs.map((spec) => [spec.id, digest(problemsOf(spec))]),
  );

  test('has another id when a problem, its work or the accepted error is another', () => {
    const promised = Object.keys(suites[suiteId] ?? {});
    expect(
      Object.fromEntries(promised.map((id) => [id, digests[id]])),
      `Figures of different problems are never pooled: give the suite a new id in
packages/kernels/src/suite.ts and its digests in test/house/suites.json. A suite that was never
released may keep its id.`,
    ).toEqual(suites[suiteId]);
  });

  test.skipIf(!described.includes(version))('of a release promises every kernel', () => {
    expect(suites[suiteId]).toEqual(digests);
  });

  test('of every run that is taken for ever is known', () => {
    for (const file of readdirSync(join(checkoutFolder, 'test/golden'))) {
      expect(Object.keys(suites)).toContain(JSON.parse(read(`test/golden/${file}`)).run.suite);
    }
  });
});

describe('the contract', () => {
  const last = tagged[0];
  const promises = promisesOf(contract);

  test.skipIf(last === undefined)(
    `keeps what release ${last ?? '(none yet)'} promised within /v1`,
    () => {
      const before = JSON.parse(git('show', `v${last}:api/openapi.json`)) as Contract;
      expect(brokenPromises(promisesOf(before), promises)).toEqual([]);
    },
  );

  test('names a path, a parameter, a status or a field that goes, and what is asked for anew', () => {
    const changed = structuredClone(contract);
    const list = changed.paths['/v1/submissions']?.get;
    const post = changed.paths['/v1/submissions']?.post;
    const parameter = list?.parameters?.[0]?.name ?? '';
    Object.assign(list ?? {}, { parameters: list?.parameters?.slice(1) });
    Reflect.deleteProperty(changed.paths, '/v1/kernels');
    Reflect.deleteProperty(post?.responses ?? {}, '202');
    const { Submission: sent } = changed.components.schemas;
    Object.assign(sent ?? {}, { required: [...(sent?.required ?? []), 'weather'] });
    Object.assign(sent?.properties ?? {}, { weather: { type: 'string' } });
    expect(brokenPromises(promises, promises)).toEqual([]);
    const broken = brokenPromises(promises, promisesOf(changed));
    expect(broken).toContain(`GET /v1/submissions takes query ${parameter}`);
    expect(broken).toContain('GET /v1/kernels');
    expect(broken).toContain('POST /v1/submissions answers 202');
    expect(broken).toContain('POST /v1/submissions needs .weather');
    expect(brokenPromises(promisesOf(changed), promises)).not.toContain('GET /v1/kernels');
  });

  test('names a field that goes from any answer, or is taken no more', () => {
    const { schemas } = contract.components;
    const unnoticed = Object.entries(schemas).flatMap(([name, schema]) => {
      const [first, ...others] = Object.entries(schema.properties ?? {});
      if (first === undefined) return [];
      const without = { ...schema, properties: Object.fromEntries(others) };
      const changed = { ...contract, components: { schemas: { ...schemas, [name]: without } } };
      return brokenPromises(promises, promisesOf(changed)).length > 0 ? [] : [name];
    });
    expect(unnoticed).toEqual([]);
  });
});

describe('the database', () => {
  test.skipIf(tagged.length === 0)(
    `has the migrations of release ${tagged[0] ?? '(none yet)'} as they were`,
    () => {
      const changes = git('diff', '--name-status', `v${tagged[0]}`, '--', 'api/src/db/migrations');
      expect(changes.split('\n').filter((line) => /^[MDR].*\.sql/.test(line))).toEqual([]);
    },
  );
});
