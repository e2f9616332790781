import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';

/** How SNS refuses a request. */
interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message?: string;
}

/** Speaks SNS's query protocol: form fields in, XML out. `subscribed` says who is, by the ARN of a topic; default nobody. */
export async function startSns(
  refuse: (before: number) => Refusal | undefined = () => undefined,
  subscribed: (topicArn: string) => readonly string[] = () => [],
): Promise<Receiver> {
  return await startReceiver((request, before): Reply => {
    const refusal = refuse(before);
    const headers = { 'content-type': 'text/xml' };
    if (refusal !== undefined) return { status: refusal.status, headers, body: errorXml(refusal) };
    const { Action, TopicArn = '' } = readPublish(request);
    const body = Action === 'ListSubscriptionsByTopic' ? subscriptionsXml(subscribed(TopicArn)) : published;
    return { status: 200, headers, body };
  });
}

/** The fields of a request, e.g. of Publish. */
export function readPublish({ body }: Received): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(body));
}

/** What an SDK client needs to talk to a stand-in instead of AWS. */
export function standInClient(endpoint: string) {
  return { endpoint, region: 'eu-central-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
}

const published = `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
  <PublishResult><MessageId>94f20ce6-13c5-43a0-9a9e-ca52d816e90b</MessageId></PublishResult>
  <ResponseMetadata><RequestId>f187a3c1-376f-11df-8963-01868b7c937a</RequestId></ResponseMetadata>
</PublishResponse>`;

const subscriptionsXml = (arns: readonly string[]) => `
<ListSubscriptionsByTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
  <ListSubscriptionsByTopicResult>
    <Subscriptions>${arns.map((arn) => `<member><SubscriptionArn>${arn}</SubscriptionArn></member>`).join('')}</Subscriptions>
  </ListSubscriptionsByTopicResult>
  <ResponseMetadata><RequestId>b9275252-3774-11df-9540-99d0768312d3</RequestId></ResponseMetadata>
</ListSubscriptionsByTopicResponse>`;

const errorXml = ({
  status,
  code,
  message = 'refused for the test',
}: Refusal) => `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
  <Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${code}</Code><Message>${message}</Message></Error>
  <RequestId>f187a3c1-376f-11df-8963-01868b7c937a</RequestId>
</ErrorResponse>`;
