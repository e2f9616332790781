import { linkFolder } from '../../shared/actions/action-link.ts';
import type { DeliveredContent, DeliveryRecord } from '../../shared/model/delivery.ts';
import { redacted } from '../../shared/redaction/credential-forms.ts';

/** A signed link is a right to act: whoever reads logs or dead letters must not get it. JSON writes a slash plainly. */
const token = new RegExp(`${linkFolder}[\\w.~-]{20,}`, 'g');

const strip = (text: string): string => text.replace(token, `${linkFolder}${redacted}`);

/** A record of a delivery as logs and dead letters keep it: without the signed links of its message. */
export function withoutLinks(record: DeliveryRecord): DeliveryRecord {
  return { ...record, content: stripContent(record.content) };
}

function stripContent(content: DeliveredContent): DeliveredContent {
  return 'body' in content ? { ...content, body: strip(content.body) } : { ...content, text: strip(content.text) };
}
