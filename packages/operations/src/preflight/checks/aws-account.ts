import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describeProblem } from '../describe-problem';
import { missing, ok } from '../finding';
import type { PreflightCheck } from '../preflight-check';
import { signInProblem } from '../sign-in-problem';

/** Needs no right at all: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const awsAccount: PreflightCheck = {
  id: 'aws-account',
  title: 'AWS account and Region',
  cloud: 'aws',
  reads: ['sts:GetCallerIdentity'],
  applies: () => true,
  async run({ clouds, environment }) {
    const { accountId, region } = environment.aws;
    try {
      const { Account, Arn } = await clouds.aws.client(STSClient).send(new GetCallerIdentityCommand({}));
      if (Account === accountId) return [ok(`${Arn} is signed in to ${accountId}, and ${region} answers.`)];
      return [
        missing(
          `The environment is in the account ${accountId}; who is signed in is ${Arn} of ${Account}.`,
          'Sign in to the right account, or correct aws.accountId.',
          `export AWS_PROFILE=<a profile of ${accountId}>`,
        ),
      ];
    } catch (error) {
      const { text } = describeProblem(error);
      // The environment's Region is a part of the host's name.
      if (/ENOTFOUND/.test(text))
        return [missing(`No service answers in ${region}: ${text}`, "Correct aws.region, or mend this machine's network.")];
      const known = signInProblem(error, environment);
      if (known !== undefined) return [missing(known, 'Then look who you are.', 'aws sts get-caller-identity')];
      return [
        missing(
          `Nobody is signed in to AWS, or ${region} is switched off in the account: ${text}`,
          'Sign in, or switch the Region on.',
          'aws sso login',
          'aws sts get-caller-identity',
          `aws account get-region-opt-status --region-name ${region}`,
        ),
      ];
    }
  },
};
