import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelTestResult } from '../../../shared/model/router-event.ts';
import { startTestAws, type TestAws } from '../aws-desk.ts';
import { alertingDefinition } from '../incident-samples.ts';
import { runCli } from '../run-cli.ts';
import { useConfig } from '../use-config.ts';

const config = useConfig(alertingDefinition);

let aws: TestAws;
beforeEach(async () => {
  aws = await startTestAws();
});
afterEach(() => aws.close());

const passed: ChannelTestResult = { channel: 'phone', result: 'passed' };
const skipped: ChannelTestResult = { channel: 'chat', result: 'skipped', problem: 'People see it' };
const failed: ChannelTestResult = { channel: 'ada/email', result: 'failed', problem: 'Nobody has confirmed' };

const test = (...args: readonly string[]) => runCli(['channels', 'test', ...args, '--config', config()], aws.env);

describe('watchkeeper channels test', () => {
  it('lets the router test all quietly: a table, the counts aside', async () => {
    aws.said.answer = [passed, skipped];
    expect(await test('--env', 'prod')).toEqual({
      code: 0,
      stdout: ['CHANNEL  RESULT   REASON', 'phone    passed', 'chat     skipped  People see it', ''].join('\n'),
      stderr: '1 passed, 0 failed, 1 skipped of 2 channels\n',
    });
    expect(aws.events).toEqual([{ testChannels: { isVisible: false } }]);
  });

  it('tests some so that people see it, ends with code 1 where one fails, and prints JSON', async () => {
    aws.said.answer = [failed];
    const { code, stdout } = await test('--env', 'prod', '--only', 'ada/email', 'chat', '--visible', '--json');
    expect([code, JSON.parse(stdout)]).toEqual([1, [failed]]);
    expect(aws.events).toEqual([{ testChannels: { channels: ['ada/email', 'chat'], isVisible: true } }]);
  });

  it.each([
    [
      'an unknown channel',
      ['--env', 'prod', '--only', 'chta'],
      'Cannot test channel "chta": the definition has none of that name, did you mean "chat"?\n',
    ],
    [
      'an environment that is on this machine only',
      ['--env', 'local'],
      'Cannot test the channels of environment "local": it has no account, must be one that is deployed; on this machine the console\'s inbox shows every message\n',
    ],
    ['no environment', [], "error: required option '-e, --env <name>' not specified\n(--help says more)\n"],
  ])('refuses %s with code 2', async (_, args, stderr) => {
    expect(await test(...args)).toEqual({ code: 2, stdout: '', stderr });
    expect(aws.events).toEqual([]);
  });

  it('says so where the router answers something else', async () => {
    aws.said.answer = [{ channel: 'phone' }];
    expect(await test('--env', 'prod')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Cannot read the answer of "shop-prod-alert-router"/),
    });
  });
});
