"""What a WSGI server loads: the application with the settings of its environment.

The criteria sets are read before the first request, and what exists by then is taken out of the
garbage collector's rounds: it lives as long as the process, and walking it costs many requests.
"""

import gc

from criteria.registry import list_sets
from surveyapp.app import create_app
from surveyapp.config import Settings

application = create_app(Settings.from_environment())
list_sets()
gc.collect()
gc.freeze()
