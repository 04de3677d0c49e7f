import type { IamStatement } from './iam-policy';

/** Lets a role have tokens that prove to Azure who it is, for one audience. */
export function azureTokenStatement(audience: string): IamStatement {
  return {
    sid: 'TokenForAzure',
    actions: ['sts:GetWebIdentityToken'],
    resources: '*',
    conditions: {
      'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': audience },
      StringEquals: { 'sts:SigningAlgorithm': 'RS256' },
    },
  };
}
