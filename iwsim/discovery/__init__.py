"""Where in the space of factors something happens: regions found, and surrogates of the model."""
