import { glueArn } from '@audit-bridge/naming';
import {
  BatchStopJobRunCommand,
  DeleteDatabaseCommand,
  DeleteJobCommand,
  DeleteSecurityConfigurationCommand,
  GetDatabaseCommand,
  GetJobCommand,
  GetSecurityConfigurationCommand,
  GetTagsCommand,
  GlueClient,
  paginateGetJobRuns,
} from '@aws-sdk/client-glue';
import { afterInArn, type OpenSweptKind } from '../swept-kind';
import { unlessGone } from './unless-gone';

const atWork = new Set(['RUNNING', 'STARTING', 'WAITING']);

/** Its runs are stopped first: they write on, and are paid for, without the job. */
export const jobs: OpenSweptKind = (aws, place) => {
  const client = aws.client(GlueClient);
  return {
    label: 'Glue job',
    type: 'aws_glue_job',
    nameValue: 'name',
    nameOfArn: afterInArn('glue', 'job/'),
    async find(name) {
      if ((await unlessGone(client.send(new GetJobCommand({ JobName: name })))) === undefined) return undefined;
      const tagged = await unlessGone(client.send(new GetTagsCommand({ ResourceArn: glueArn(place, `job/${name}`) })));
      return { id: name, tags: tagged?.Tags ?? {} };
    },
    async remove({ id }) {
      const running: string[] = [];
      for await (const { JobRuns = [] } of paginateGetJobRuns({ client }, { JobName: id }))
        for (const { Id, JobRunState } of JobRuns) if (Id !== undefined && atWork.has(JobRunState ?? '')) running.push(Id);
      if (running.length > 0) await client.send(new BatchStopJobRunCommand({ JobName: id, JobRunIds: running }));
      await unlessGone(client.send(new DeleteJobCommand({ JobName: id })));
      return undefined;
    },
  };
};

/** Takes no tags. */
export const securityConfigurations: OpenSweptKind = aws => {
  const client = aws.client(GlueClient);
  return {
    label: 'Glue security configuration',
    type: 'aws_glue_security_configuration',
    nameValue: 'name',
    nameOfArn: () => undefined,
    async find(name) {
      const found = await unlessGone(client.send(new GetSecurityConfigurationCommand({ Name: name })));
      return found?.SecurityConfiguration === undefined ? undefined : { id: name };
    },
    async remove({ id }) {
      await unlessGone(client.send(new DeleteSecurityConfigurationCommand({ Name: id })));
      return undefined;
    },
  };
};

/** Its tables go with it. */
export const databases: OpenSweptKind = (aws, place) => {
  const client = aws.client(GlueClient);
  return {
    label: 'Glue database',
    type: 'aws_glue_catalog_database',
    nameValue: 'name',
    nameOfArn: afterInArn('glue', 'database/'),
    async find(name) {
      if ((await unlessGone(client.send(new GetDatabaseCommand({ Name: name })))) === undefined) return undefined;
      const tagged = await unlessGone(client.send(new GetTagsCommand({ ResourceArn: glueArn(place, `database/${name}`) })));
      return { id: name, tags: tagged?.Tags ?? {} };
    },
    async remove({ id }) {
      await unlessGone(client.send(new DeleteDatabaseCommand({ Name: id })));
      return undefined;
    },
  };
};
