#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Types are stripped and code is compiled once instead of at each start, which halves it. It must come before the imports.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'watchkeeper'));

// `watchkeeper plan | head`: who reads no further wants no more, and no stack trace.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const { runCommand } = await import('./program.ts');
await runCommand(process.argv);
