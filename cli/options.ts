import { Option } from 'commander';
import { DEFAULT_CONFIG } from '../shared/definition/load-definition.ts';

/** `--config`: which definition. */
export function configOption(): Option {
  return new Option('-c, --config <file>', 'the file that exports the definition').default(DEFAULT_CONFIG);
}

/** `--env`: which of its environments. */
export function environmentOption(): Option {
  return new Option('-e, --env <name>', 'the environment; without it the one that runs on this machine');
}
