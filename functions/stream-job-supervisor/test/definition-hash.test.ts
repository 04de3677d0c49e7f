import type { Job } from '@aws-sdk/client-glue';
import { definitionHash } from '../src/definition-hash';

const definition: Job = {
  Name: 'job',
  Role: 'arn:aws:iam::123456789012:role/job',
  Command: { Name: 'gluestreaming', ScriptLocation: 's3://code/stream_job-abc.py', PythonVersion: '3' },
  DefaultArguments: { '--WINDOW_SECONDS': '300', '--extra-py-files': 's3://code/audit_bridge-abc.zip' },
  GlueVersion: '5.1',
  WorkerType: 'G.025X',
  NumberOfWorkers: 4,
};

describe('definitionHash', () => {
  it.each<readonly [name: string, change: Partial<Job>]>([
    ['the script', { Command: { ...definition.Command, ScriptLocation: 's3://code/stream_job-def.py' } }],
    ['an argument', { DefaultArguments: { ...definition.DefaultArguments, '--WINDOW_SECONDS': '60' } }],
    ['a new argument', { DefaultArguments: { ...definition.DefaultArguments, '--OCSF_VERSION': '1.3.0' } }],
    ['an argument that cannot be overridden', { NonOverridableArguments: { '--enable-metrics': 'true' } }],
    ['the role', { Role: 'arn:aws:iam::123456789012:role/other' }],
    ['the version of Glue', { GlueVersion: '5.0' }],
    ['the type of the workers', { WorkerType: 'G.1X' }],
    ['their number', { NumberOfWorkers: 5 }],
    ['the security configuration', { SecurityConfiguration: 'own-key' }],
  ])('changes with %s', (_, change) => {
    expect(definitionHash({ ...definition, ...change })).not.toBe(definitionHash(definition));
  });

  it('does not change with what means nothing to a run', () => {
    const reordered: Job = {
      ...definition,
      Description: 'Another text',
      LastModifiedOn: new Date(0),
      DefaultArguments: Object.fromEntries(Object.entries(definition.DefaultArguments ?? {}).reverse()),
    };
    expect(definitionHash(reordered)).toBe(definitionHash(definition));
    expect(definitionHash(definition)).toMatch(/^[0-9a-f]{64}$/);
  });
});
