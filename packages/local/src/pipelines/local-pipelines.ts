import type { LocalOptions } from '../command-line';
import type { RecordSource } from '../records/record-source';
import type { LocalPipeline } from './local-pipeline';
import type { PipelineName } from './pipeline-name';
import type { RunInputs } from './run-inputs';

type Prepare = (inputs: RunInputs, options: LocalOptions) => Promise<LocalPipeline>;

/** Each brings the SDKs of its clouds: they are loaded for those that run. */
const pipelines: Readonly<Record<PipelineName, Prepare>> = {
  'cloudtrail-lake': async ({ activityLog }, { destination }) => {
    const [source, { cloudTrailLake }] = await Promise.all([activityLog(), import('../cloudtrail-lake/pipeline')]);
    return { input: describeRecords(source), start: props => cloudTrailLake({ ...props, source, destination }) };
  },
  'security-lake': async ({ activityLog }) => {
    const [source, { securityLake }] = await Promise.all([activityLog(), import('../security-lake/pipeline')]);
    return { input: describeRecords(source), start: props => securityLake({ ...props, source }) };
  },
  'access-keys': async ({ accounts }, { transport }) => {
    const [source, { accessKeys }] = await Promise.all([accounts(), import('../access-keys/pipeline')]);
    return { input: source.description, start: props => accessKeys({ ...props, source, transport }) };
  },
};

/** Reads a pipeline's input as far as must be known before anything starts. @throws {InputError} */
export const preparePipeline = (name: PipelineName, inputs: RunInputs, options: LocalOptions): Promise<LocalPipeline> =>
  pipelines[name](inputs, options);

const describeRecords = ({ description, subscriptionIds }: RecordSource) => `${description}, subscriptions ${subscriptionIds.join(', ')}`;
