"""What a WSGI server loads: the application with the settings of its environment."""

from surveyapp.app import create_app
from surveyapp.config import Settings

application = create_app(Settings.from_environment())
