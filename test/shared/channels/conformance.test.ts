import { sampleForms } from '../../support/channel-samples.ts';
import { describeChannel } from '../../support/describe-channel.ts';

for (const [name, spec] of Object.entries(sampleForms)) describeChannel(name, spec);
