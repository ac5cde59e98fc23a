/**
 * What only looks, in one process on one stage: simulators, preview and browser start once, and what the first page reads is
 * there for the others. What saves settings or has the simulators answer wrongly is a spec of its own.
 */
import './reading/dashboards';
import './reading/variables';
import './reading/kept';
import './reading/explain';
import './reading/smoke';
import './reading/panels';
import './reading/queryEditor';
import './reading/language';
import './reading/accessibility';
