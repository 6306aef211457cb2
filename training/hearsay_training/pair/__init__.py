"""How two texts stand to each other: data, model, training and weights of the pair model."""
