import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { WarningRow, WarningTransitionRow } from '../warning.entity';

/** The tables alone, for whoever keeps what was recorded. */
@Module({ imports: [TypeOrmModule.forFeature([WarningRow, WarningTransitionRow])] })
export class RecordedWarningsModule {}
