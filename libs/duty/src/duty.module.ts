import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LiveCoreModule } from '@cockpit/live';
import { DutyController } from './duty.controller';
import { DutyRoster } from './duty-roster';
import { DutyShiftRow } from './duty-shift.entity';
import { DutyWeeks } from './duty-weeks';
import { WindowOfficers } from './window-officers';

@Module({
  imports: [TypeOrmModule.forFeature([DutyShiftRow]), LiveCoreModule],
  providers: [DutyRoster, WindowOfficers],
  exports: [DutyRoster, WindowOfficers],
})
export class DutyCoreModule {}

/** Role api: reads and changes the roster. */
@Module({
  imports: [DutyCoreModule, LiveCoreModule],
  controllers: [DutyController],
  providers: [DutyWeeks],
})
export class DutyApiModule {}
