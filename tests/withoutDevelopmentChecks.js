// Libraries as they ship: graphql's checks for developers take a tenth of the time of all that asks the simulators.
process.env.NODE_ENV = 'production';
