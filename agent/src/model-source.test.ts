import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { modelFrom } from './model-source.ts';
import { UserError } from './user-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'ridgeline-model-'));
afterAll(() => rmSync(folder, { recursive: true }));

const config = {
  model_type: 'llama',
  hidden_size: 2048,
  num_hidden_layers: 16,
  num_attention_heads: 32,
  num_key_value_heads: 8,
  intermediate_size: 8192,
  vocab_size: 128256,
  tie_word_embeddings: true,
};

function file(text: string): string {
  const path = join(folder, 'config.json');
  writeFileSync(path, text);
  return path;
}

test('a name, a size and a configuration are models', async () => {
  expect((await modelFrom('unsloth/Qwen3-8B-GGUF:Q4_K_M')).quantization?.id).toBe('q4_k_m');
  expect((await modelFrom('35B-A3B')).model.isGeneric).toBe(true);
  expect((await modelFrom(file(JSON.stringify(config)))).model).toMatchObject({
    layers: 16,
    hiddenSize: 2048,
  });
});

test.each([
  [
    'a missing field',
    JSON.stringify({ ...config, hidden_size: undefined }),
    /"hidden_size".*missing/,
  ],
  ['a wrong figure', JSON.stringify({ ...config, vocab_size: -1 }), /"vocab_size" is -1/],
  ['2^60 layers', JSON.stringify({ ...config, num_hidden_layers: 2 ** 60 }), /"num_hidden_layers"/],
  ['comments', `// mine\n${JSON.stringify(config)}`, /comments/],
  ['half of it', JSON.stringify(config).slice(0, 40), /no JSON/],
  ['a list', '[]', /no JSON object/],
])('a configuration with %s is refused with the next step', async (_, text, message) => {
  const refused = await modelFrom(file(text)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(UserError);
  expect(refused).toMatchObject({ message: expect.stringMatching(message) });
});

test('a name that means nothing is refused with what would mean something', async () => {
  await expect(modelFrom('ornith:35b')).rejects.toThrow(/no model that is known/);
  await expect(modelFrom(join(folder, 'none.json'))).rejects.toThrow(/no file/);
});
