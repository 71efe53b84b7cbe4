"""What rests on which evidence, and what each part of the model rests on."""
