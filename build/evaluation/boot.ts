// The beginning of a package made with the evaluation runtime. In a checkout the command line loads the first and names the second.
import './compat';
import '../main/main.js';
