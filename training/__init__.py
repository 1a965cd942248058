"""How were the models trained and measured? Recipes only: what is learned here is loaded by ``dragoman.engines``."""
