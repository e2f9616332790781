import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Target } from '../../../examples/target.ts';
import { type ApiServer, serveApi } from '../../../local/api/server.ts';
import { nextMoment } from '../../../local/schedule.ts';
import type { Watch } from '../../../local/watch.ts';
import { type StoryOptions, storyStartMs, tellStory } from '../../scenarios/story.ts';

/** What the console's files are in these tests. */
export const consoleFiles = { html: '<!doctype html><title>Console</title>', js: 'void 0;', css: 'body {}' };

/** A served watch. */
export interface OpenApi extends ApiServer {
  readonly watch: Watch;
}

/** Serves a watch that has run for three minutes of a stepped clock, on a free port of 127.0.0.1. */
export async function openApi(story: Partial<StoryOptions> = {}): Promise<OpenApi> {
  const { watch } = await tellStory({ minutes: 3, ...story });
  return { watch, ...(await serveApi(watch, consoleFiles, { host: '127.0.0.1', port: 0 })) };
}

/** Runs a watch's jobs once more, at the first moment after the story. */
export async function runOnce(watch: Watch): Promise<void> {
  const moment = nextMoment({ jobs: watch.plan.jobs, alarms: [] }, storyStartMs + 3 * 60_000);
  for (const { job, scheduledAtMs } of moment?.runs ?? []) await watch.runJob(job, scheduledAtMs);
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly json: () => unknown;
}

/** Sends one request with any headers, `Host` too, which `fetch` does not allow. */
export function ask(
  url: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, async (response) => {
      const content = await text(response);
      const { statusCode: status = 0, headers: received } = response;
      resolve({ status, headers: received, text: content, json: () => JSON.parse(content) });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Posts JSON. */
export const post = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

/** An example system that only remembers what was broken. */
export function createFakeTarget(): Target {
  const active = new Set<string>();
  return {
    name: 'shop',
    urls: { http: 'http://127.0.0.1:4610' },
    listFaults: () => [{ id: 'down', title: 'Down', description: 'Nothing listens.', active: active.has('down') }],
    setFault: async (id, wanted) => void (wanted ? active.add(id) : active.delete(id)),
    close: async () => undefined,
  };
}
