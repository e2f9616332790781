import { sampleSpecs } from '../../support/channel-samples.ts';
import { describeChannel } from '../../support/describe-channel.ts';

for (const spec of Object.values(sampleSpecs)) describeChannel(spec);
