import { describe, expect, it } from 'vitest';
import { answerRequest } from '../../../functions/incident-actions/answer-request.ts';
import { signFormToken } from '../../../shared/actions/form-token.ts';
import { actionWorld, encodeForm, formTokenOf, linkSecret } from './action-world.ts';
import { lookedAtMs, sampleIncident, standings } from './sample-incident.ts';

const asked = { incident: '7k3m9x2q4ab5', by: 'Ada', seenActions: 0 };

describe('answerForm() asks the router', () => {
  it.each([
    ['to acknowledge', { action: 'acknowledge', note: '', name: '' }, { action: 'acknowledge' }],
    ['with a note', { action: 'acknowledge', note: ' On it \r\n now ' }, { action: 'acknowledge', note: 'On it now' }],
    [
      'in a name that somebody gives, and in that of the link',
      { action: 'acknowledge', name: 'Ada' },
      { action: 'acknowledge', by: 'Ada (by a link sent to ada/email)' },
    ],
    ['to resolve', { action: 'resolve', reason: '' }, { action: 'resolve' }],
    [
      'to resolve a false alarm with a reason',
      { action: 'resolve', reason: 'The probe was wrong', 'false-alarm': 'yes' },
      { action: 'resolve', reason: 'The probe was wrong', falseAlarm: true },
    ],
    [
      'to silence for 30 minutes',
      { action: 'silence', for: '30m', reason: 'Deploying' },
      { action: 'silence', reason: 'Deploying', untilMs: lookedAtMs + 1_800_000 },
    ],
    [
      'to silence for a day',
      { action: 'silence', for: '1d', reason: 'Deploying' },
      { action: 'silence', reason: 'Deploying', untilMs: lookedAtMs + 86_400_000 },
    ],
    [
      'without what could mislead in a name',
      { action: 'acknowledge', name: 'A\u202Ed\u0000a' },
      { action: 'acknowledge', by: 'Ad a (by a link sent to ada/email)' },
    ],
    [
      'with no more of a text than is read',
      { action: 'acknowledge', note: '🔥'.repeat(501) },
      { action: 'acknowledge', note: '🔥'.repeat(500) },
    ],
  ] as const)('%s, and goes back to the page', async (_, fields, act) => {
    const world = actionWorld();
    const path = world.linkPath();
    const answer = await world.post(path, fields);
    expect(world.acts).toEqual([{ ...asked, ...act }]);
    expect([answer.status, answer.headers.location, answer.body]).toEqual([303, path, '']);
  });
});

describe('answerForm() refuses', () => {
  it('a form that was sent already', async () => {
    const world = actionWorld();
    const path = world.linkPath();
    const body = encodeForm({ form: formTokenOf(await world.get(path)), action: 'silence', for: '1h', reason: 'x' });
    const send = () => answerRequest({ method: 'POST', path, body }, world.ports);
    expect((await send()).status).toBe(303);
    const again = await send();
    expect(again.status).toBe(409);
    expect(again.body).toContain('Nothing was done: somebody has acted since this page was made.');
    expect(world.acts).toHaveLength(1);
  });

  it('the second of two that are sent at once', async () => {
    const world = actionWorld();
    const path = world.linkPath();
    const body = encodeForm({ form: formTokenOf(await world.get(path)), action: 'acknowledge' });
    const answers = await Promise.all([
      answerRequest({ method: 'POST', path, body }, world.ports),
      answerRequest({ method: 'POST', path, body }, world.ports),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([303, 409]);
    expect(world.acts.map(({ seenActions }) => seenActions)).toEqual([0, 0]);
    expect(world.current()?.actions).toBe(1);
    expect(answers[1]?.body).toContain('Cannot act: somebody was faster.');
    expect(answers[1]?.body).toContain('Acknowledged by Ada');
  });

  it('a form that somebody with another link was faster than, and gives back what was written', async () => {
    const world = actionWorld();
    const [ada, bob] = [world.linkPath(), world.linkPath({ by: 'bob/sms' })];
    const form = formTokenOf(await world.get(ada));
    await world.post(bob, { action: 'silence', for: '1h', reason: 'Deploying' });
    const fields = { form, action: 'resolve', reason: 'Done "already"', name: 'Ada', 'false-alarm': 'yes' };
    const answer = await answerRequest({ method: 'POST', path: ada, body: encodeForm(fields) }, world.ports);
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('id="resolve-reason" name="reason" value="Done &quot;already&quot;"');
    expect(answer.body).toContain('id="resolve-name" name="name" value="Ada"');
    expect(answer.body).toMatch(/name="false-alarm" value="yes" checked/);
    expect(world.acts).toHaveLength(1);
    const renewed = { ...fields, form: formTokenOf(answer) };
    const second = await answerRequest({ method: 'POST', path: ada, body: encodeForm(renewed) }, world.ports);
    expect(second.status).toBe(303);
  });

  it('a form that stood open for 15 minutes, and makes a new one', async () => {
    const world = actionWorld();
    const path = world.linkPath();
    const form = formTokenOf(await world.get(path));
    world.wait(15 * 60_000);
    const answer = await answerRequest(
      { method: 'POST', path, body: encodeForm({ form, action: 'acknowledge' }) },
      world.ports,
    );
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('it stood open for too long, must be sent within 15 minutes.');
    expect(formTokenOf(answer)).not.toBe(form);
    expect(world.acts).toEqual([]);
  });

  const made = {
    scope: 'shop/prod',
    incident: asked.incident,
    by: asked.by,
    seenActions: 0,
    expiresAtMs: lookedAtMs + 60_000,
  };
  it.each([
    ['a form without its token', undefined],
    ['a form with another text for a token', 'x'],
    ['a form that was signed with another secret', signFormToken(made, 'another secret')],
    ['a form of another link', signFormToken({ ...made, by: 'bob/sms' }, linkSecret)],
    ['a form of another incident', signFormToken({ ...made, incident: '7k3m9x2q4ab6' }, linkSecret)],
    ['a form of another environment', signFormToken({ ...made, scope: 'shop/staging' }, linkSecret)],
    ["the link's own token for a form's", actionWorld().linkPath().slice(3)],
  ])('%s', async (_, form) => {
    const world = actionWorld();
    const fields = { action: 'acknowledge', ...(form === undefined ? {} : { form }) };
    const body = encodeForm(fields);
    const answer = await answerRequest({ method: 'POST', path: world.linkPath(), body }, world.ports);
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('it is not one that this page made');
    expect(world.acts).toEqual([]);
  });

  it.each(['over', 'resolved'] as const)('what comes too late: the incident is %s', async (standing) => {
    const world = actionWorld();
    const path = world.linkPath();
    const form = formTokenOf(await world.get(path));
    world.change(sampleIncident(standings[standing]));
    const body = encodeForm({ form, action: 'acknowledge' });
    const answer = await answerRequest({ method: 'POST', path, body }, world.ports);
    expect(answer.status).toBe(410);
    expect(answer.body).toContain('Nothing was done: the incident is over.');
    expect(world.acts).toEqual([]);
  });

  it.each([
    ['a silence without a reason', { action: 'silence', for: '1h', reason: ' \u200b ' }, 'no reason was given'],
    ['a silence without a length', { action: 'silence', reason: 'Deploying' }, 'no length was chosen'],
    ['a silence of a length of its own', { action: 'silence', for: '400d', reason: 'x' }, 'no length was chosen'],
    ['a silence of an inherited length', { action: 'silence', for: 'toString', reason: 'x' }, 'no length was chosen'],
    ['an unknown action', { action: 'delete' }, 'no button was named'],
    ['no action', {}, 'no button was named'],
  ] as const)('%s', async (_, fields, problem) => {
    const world = actionWorld();
    const answer = await world.post(world.linkPath(), fields);
    expect(answer.status).toBe(422);
    expect(answer.body).toContain(problem);
    expect(world.acts).toEqual([]);
  });

  it('with what the router says, and with the incident as the router knows it', async () => {
    const incident = sampleIncident(standings.acknowledged);
    const world = actionWorld(sampleIncident(), {
      act: async () => ({ done: false, problem: 'Cannot acknowledge it: Grace did', incident }),
    });
    const answer = await world.post(world.linkPath(), { action: 'acknowledge' });
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('Cannot acknowledge it: Grace did.');
    expect(answer.body).toContain('Acknowledged by Grace (by a link sent to phone)');
  });
});
