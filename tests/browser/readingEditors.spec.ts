/** Editors, and what they ask, without anything being saved, on one stage: what the first page reads is there for the others. */
import './reading/panels';
import './reading/queryEditor';
import './reading/keyboard';
import './reading/language';
import './reading/accessibility';
