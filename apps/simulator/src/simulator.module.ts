import { type DynamicModule, Module } from '@nestjs/common';
import { ControlController } from './control.controller.js';
import { PartnerController } from './partner.controller.js';
import { Partner } from './partner.js';
import { Wire } from './wire.js';

@Module({})
export class SimulatorModule {
  static with(partner: Partner): DynamicModule {
    return {
      module: SimulatorModule,
      controllers: [ControlController, PartnerController],
      providers: [{ provide: Partner, useValue: partner }, Wire],
    };
  }
}
