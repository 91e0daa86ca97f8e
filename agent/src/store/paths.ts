import { join } from 'node:path';
import envPaths from 'env-paths';

/** Folders of the agent; `RIDGELINE_HOME` puts all of them into one. */
export interface Paths {
  readonly configFile: string;
  readonly keyFile: string;
  readonly outboxFolder: string;
  /** Held while runs are sent. */
  readonly lockFile: string;
  /** Acknowledged runs, kept to show again. */
  readonly sentFolder: string;
  /** Files that cannot be read, kept for a look. */
  readonly badFolder: string;
  /** The LLM runtime, where the user had it installed. */
  readonly llmFolder: string;
}

export function pathsOf(variables: Readonly<Record<string, string | undefined>>): Paths {
  const home = variables.RIDGELINE_HOME;
  const system = envPaths('ridgeline', { suffix: '' });
  const config = home || system.config;
  const data = home || system.data;
  return {
    configFile: join(config, 'config.json'),
    keyFile: join(config, 'key.json'),
    outboxFolder: join(data, 'outbox'),
    lockFile: join(data, 'sending.lock'),
    sentFolder: join(data, 'sent'),
    badFolder: join(data, 'bad'),
    llmFolder: join(data, 'llm'),
  };
}
