import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { architectureFromConfigText } from '@ridgeline/roofline/model-files/architecture-from-config';
import { ModelFileError } from '@ridgeline/roofline/model-files/model-file-error';
import { defineModel, type Model } from '@ridgeline/roofline/models/define-model';
import { type Recognized, recognize } from '@ridgeline/roofline/models/recognize-model';
import { UserError } from './user-error.ts';

/** A configuration is a few kilobytes; a file of weights is none. */
const largestConfigBytes = 4 * 2 ** 20;

async function fromConfig(path: string): Promise<Model> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) {
    throw new UserError(`There is no file ${path}.`, 'Name the config.json of a model.');
  }
  if (found.size > largestConfigBytes) {
    throw new UserError(
      `${path} is too large for a configuration.`,
      'Name the config.json of a model, a few kilobytes of JSON.',
    );
  }
  try {
    return defineModel({
      id: 'own',
      title: basename(dirname(path)) === '.' ? basename(path) : `${basename(dirname(path))} (own)`,
      ...architectureFromConfigText(await readFile(path, 'utf8')),
      source: path,
    });
  } catch (error) {
    if (error instanceof ModelFileError) throw new UserError(error.message, error.nextStep);
    throw error;
  }
}

/**
 * The model that `--model` says: an id or a name as people type it, or the path of a config.json.
 * @throws UserError when the file cannot be read or the name says no model that is known
 */
export async function modelFrom(text: string): Promise<Recognized> {
  if (text.endsWith('.json')) return { model: await fromConfig(text) };
  const found = recognize(text);
  if (found !== undefined) return found;
  throw new UserError(
    `"${text.slice(0, 80)}" is no model that is known, and its name says no size that means one.`,
    'Use a name as at Hugging Face or Ollama, the path of its config.json, or a size: 27B, 35B-A3B',
  );
}
