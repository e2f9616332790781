import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Many files wait for servers and clocks rather than compute: more of them at once than there are cores.
    maxWorkers: 3,
    reporters: ['default'],
  },
});
