/** Dashboards that are only looked at, on one stage: what the first page reads is there for the others. */
import './reading/dashboards';
import './reading/variables';
import './reading/kept';
import './reading/explain';
import './reading/smoke';
