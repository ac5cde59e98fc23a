import { DataSourcePlugin } from '@grafana/data';

export const plugin = new DataSourcePlugin(class {} as never);
