import { Names, operatedNames } from '@audit-bridge/naming';
import type { EnvironmentContext } from '../bridge-command';
import { azureFedStore } from './azure-fed-store';
import { FedRegister } from './fed-register';

/** That of `security-lake`, beside its parked records: it goes with the environment. */
export const fedRegisterOf = ({ clouds, environment }: Pick<EnvironmentContext, 'clouds' | 'environment'>): FedRegister =>
  new FedRegister(azureFedStore(clouds.azure.parkingContainer(), operatedNames(Names.ofEnvironment(environment)).fedPrefix));
