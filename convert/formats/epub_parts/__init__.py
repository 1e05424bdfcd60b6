"""The parts an e-book is made of; only the e-book format uses them."""
