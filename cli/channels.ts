import { Command } from 'commander';
import { testChannelsVerb } from './channels/test-channels.ts';

/** `watchkeeper channels ...`: whether messages arrive. */
export function channelsVerb(): Command {
  return new Command('channels')
    .description('test the channels of an environment before they are needed')
    .showHelpAfterError('(--help says more)')
    .addCommand(testChannelsVerb());
}
