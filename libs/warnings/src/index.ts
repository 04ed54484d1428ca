export { WarningsApiModule, WarningsModule } from './warnings.module';
