import { readFileSync } from 'node:fs';
import { functionConfigFile } from '../../shared/plan/endpoint-probe-config.ts';

/** A function's part of the plan, from the file that infra puts beside the bundle. `bundleUrl`: `import.meta.url`. */
export function readConfig<Config>(bundleUrl: string): Config {
  const file = new URL(functionConfigFile, bundleUrl);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`Cannot read ${file.pathname}: must be the JSON that was bundled with this function`, {
      cause: error,
    });
  }
}
