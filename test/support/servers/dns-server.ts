import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { type DnsRecordType, encodeReply, parseQuestion, type Question, replyCodes } from './dns-wire.ts';

/** What is wrong with a name server's answer. `silent`: there is none. `garbage`: bytes that are no DNS message. */
export type DnsFault = 'nxdomain' | 'servfail' | 'refused' | 'silent' | 'garbage';

/** The records of one name by type, as zone files write them (`10 mail.shop.example`); a type left out has none. */
export type DnsAnswers = Partial<Record<DnsRecordType, readonly string[] | DnsFault>>;

/** A name server on 127.0.0.1 (UDP). */
export interface DnsServer {
  /** As `Resolver.setServers` takes it. */
  readonly address: string;
  /** Every question asked so far, in the order of arrival. */
  readonly questions: readonly Pick<Question, 'name' | 'type'>[];
  close(): Promise<void>;
}

/** Starts a name server that knows these names, in lower case, and says NXDOMAIN for all others. */
export async function startDnsServer(answers: Readonly<Record<string, DnsAnswers | DnsFault>>): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const questions: Question[] = [];
  socket.on('message', (message: Buffer, from: RemoteInfo) => {
    const question = parseQuestion(message);
    questions.push(question);
    const reply = answerTo(question, answers[question.name.toLowerCase()] ?? 'nxdomain');
    if (reply !== undefined) socket.send(reply, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    questions,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function answerTo(question: Question, answers: DnsAnswers | DnsFault): Buffer | undefined {
  const answer = typeof answers === 'string' ? answers : (answers[question.type as DnsRecordType] ?? []);
  if (answer === 'silent') return undefined;
  if (answer === 'garbage') return Buffer.from('this is no DNS message');
  if (typeof answer === 'string') return encodeReply(question, { code: replyCodes[answer], records: [] });
  const hasAlias = typeof answers !== 'string' && Array.isArray(answers.CNAME) && question.type !== 'CNAME';
  const type = question.type as DnsRecordType;
  const alias = hasAlias
    ? (answers.CNAME as readonly string[]).map((value) => ({ type: 'CNAME', value }) as const)
    : [];
  return encodeReply(question, {
    code: replyCodes.noerror,
    records: [...alias, ...answer.map((value) => ({ type, value }))],
  });
}
