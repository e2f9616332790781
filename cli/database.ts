import { Command } from 'commander';
import { checkVerb } from './database/check.ts';
import { databaseReportVerb } from './database/report.ts';
import { roleVerb } from './database/role.ts';

/** `watchkeeper database ...`: roles, checks and reports of databases. */
export function databaseVerb(): Command {
  const group = new Command('database')
    .description('make the roles of a database, check them, write a health report')
    .showHelpAfterError('(--help says more)');
  for (const verb of [roleVerb(), checkVerb(), databaseReportVerb()]) group.addCommand(verb);
  return group;
}
