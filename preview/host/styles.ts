import '@grafana/react-data-grid/lib/styles.css';
import 'react-grid-layout/css/styles.css';
import 'react-resizable/css/styles.css';
import 'uplot/dist/uPlot.min.css';
import './page.css';
