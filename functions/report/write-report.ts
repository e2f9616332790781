import type { SendOutcome } from '../../shared/model/send-outcome.ts';
import type { ReportLink } from '../../shared/ports/report-store.ts';
import { renderHtml } from '../../shared/reports/render-html.ts';
import { type ReportText, renderText } from '../../shared/reports/render-text.ts';
import type { Report } from '../../shared/reports/report-model.ts';
import { gatherReport } from './gather-report.ts';
import { type ReportEvent, readReportEvent } from './report-event.ts';
import { type ReportPorts, reasonOf } from './report-ports.ts';

/** What became of a report. */
export interface WrittenReport extends ReportText {
  readonly report: string;
  /** Absent where the document could not be stored. */
  readonly link?: ReportLink;
  /** Channels that were told. */
  readonly told: readonly string[];
  /** What could not be read, stored or sent; also said in the report itself, as far as it could be. */
  readonly problems: readonly string[];
}

/** Kept back for storing and sending, which come after reading. */
const reserveMs = 15_000;

/** A topic that does not take a message is asked this often, with a pause in between. */
const publishing = { tries: 3, pauseMs: 1_000, timeoutMs: 3_000 } as const;

/**
 * The work of the report function: reads what the report says, stores it as a document, and sends it as a text with a link to
 * every channel of it. What cannot be read or stored is said in the text. Throws on an event that makes no sense, and where a
 * channel could not be told.
 * @param remainingMs real time until this invocation is cut off
 */
export async function writeReport(event: ReportEvent, remainingMs: number, ports: ReportPorts): Promise<WrittenReport> {
  const order = readReportEvent(event, ports.config, ports.clock.now());
  const report = await gatherInTime(order, Math.max(1, remainingMs - reserveMs), ports);
  const stored = await store(report, ports);
  const text = renderText(stored.report, stored.link);
  const { told, failed } = order.send ? await tell(order.report.to, text, ports) : { told: [], failed: [] };
  if (failed.length > 0) throw new Error(`Cannot send report "${report.id}" to all its channels: ${failed.join('; ')}`);
  return {
    ...text,
    report: report.id,
    ...(stored.link === undefined ? {} : { link: stored.link }),
    told,
    problems: stored.report.parts.flatMap(({ problems }) => problems),
  };
}

type Order = ReturnType<typeof readReportEvent>;

/** A source that never answers must not cost the report: past its time it counts as failed. */
async function gatherInTime(order: Order, budgetMs: number, ports: ReportPorts): Promise<Report> {
  const over = new AbortController();
  const late = ports.timer.wait(budgetMs, over.signal).then(() => {
    throw new Error(`no answer within ${Math.round(budgetMs / 1_000)} s`);
  });
  // Where everything answers in time nobody listens any more.
  late.catch(() => undefined);
  const inTime = <Result>(work: Promise<Result>): Promise<Result> => Promise.race([work, late]);
  const { history, alarmChanges, findings } = ports;
  try {
    return await gatherReport(order, ports.config, {
      history: { read: (query) => inTime(history.read(query)) },
      alarmChanges: { between: (query) => inTime(alarmChanges.between(query)) },
      findings: { between: (query) => inTime(findings.between(query)) },
    });
  } finally {
    over.abort();
  }
}

/** A name that orders documents by their period. */
function nameOf({ period, timeZone, untilNow }: Report): string {
  // Sweden writes dates as ISO 8601 does.
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(period.fromMs);
  return untilNow ? `${date}-until-now` : date;
}

async function store(
  report: Report,
  { store: reports }: ReportPorts,
): Promise<{ readonly report: Report; readonly link?: ReportLink }> {
  try {
    return { report, link: await reports.put({ id: report.id, name: nameOf(report), html: renderHtml(report) }) };
  } catch (error) {
    return { report: withProblem(report, `The whole report could not be stored: ${reasonOf(error)}`) };
  }
}

/** Says in the first part what is wrong with the whole. */
function withProblem(report: Report, problem: string): Report {
  const [first, ...others] = report.parts;
  if (first === undefined) return report;
  return { ...report, parts: [{ ...first, problems: [problem, ...first.problems] }, ...others] };
}

async function tell(
  channels: readonly string[],
  text: ReportText,
  ports: ReportPorts,
): Promise<{ readonly told: readonly string[]; readonly failed: readonly string[] }> {
  const outcomes = await Promise.all(channels.map((channel) => publish(channel, text, ports)));
  const problems = outcomes.map((outcome) => ('problem' in outcome ? outcome.problem : undefined));
  return {
    told: channels.filter((_, at) => outcomes[at]?.result === 'delivered' || outcomes[at]?.result === 'rehearsed'),
    failed: channels.flatMap((channel, at) =>
      outcomes[at]?.result === 'retry' || outcomes[at]?.result === 'rejected' ? [`"${channel}": ${problems[at]}`] : [],
    ),
  };
}

async function publish(
  channel: string,
  { subject, body }: ReportText,
  { publisher, timer }: ReportPorts,
): Promise<SendOutcome> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await publisher.publish({ channel, subject, message: body, timeoutMs: publishing.timeoutMs });
    if (outcome.result !== 'retry' || tries === publishing.tries) return outcome;
    await timer.wait(outcome.retryAfterMs ?? publishing.pauseMs);
  }
}
