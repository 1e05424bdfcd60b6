"""What the commands do: plan, make, check and try, here or on other machines."""
