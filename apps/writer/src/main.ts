import { runRole } from '@cockpit/platform';
import { WriterAppModule } from './app.module';

void runRole(WriterAppModule, 'writer');
