import manifest from '../package.json' with { type: 'json' };

/** Version of the agent, from its package. */
export const agentVersion: string = manifest.version;
